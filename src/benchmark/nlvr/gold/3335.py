def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    return bool_to_yesno(any(len(tower.find('black block')) == 3 for tower in towers))
