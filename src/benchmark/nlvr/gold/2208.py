def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    towers = list(filter(lambda tower: len(tower.find('black block')) >= 1, towers))
    return bool_to_yesno(len(towers) == 2)
