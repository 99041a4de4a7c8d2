def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    return bool_to_yesno(all(len(tower.find('blue block')) == 1 for tower in towers))
