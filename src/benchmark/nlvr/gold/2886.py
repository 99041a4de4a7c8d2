def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    heights = []
    for tower in image_patch.find('tower'):
        heights.append(len(tower.find('block')))
    for height in heights:
        if heights.count(height) >= 2:
            return 'yes'
    return 'no'
