def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    return bool_to_yesno(all(len(tower.find('block')) != 2 for tower in towers))
