def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    if len(towers) != 3:
        return 'no'
    for tower in towers:
        if len(tower.find('blue block')) < 1:
            return 'no'
    return 'yes'
