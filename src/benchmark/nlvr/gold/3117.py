def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    n = 0
    for tower in image_patch.find('tower'):
        if len(tower.find('block')) == 3:
            n += 1
    if n == 1:
        return 'yes'
    return 'no'
