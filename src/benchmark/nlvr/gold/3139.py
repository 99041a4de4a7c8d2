def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    towers = [tower for tower in towers if len(tower.find('black block')) >= 1]
    towers = [tower for tower in towers if len(tower.find('blue block')) == 2]
    return bool_to_yesno(len(towers) > 0)
