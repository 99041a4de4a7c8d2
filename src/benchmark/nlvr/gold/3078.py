def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for tower in image_patch.find('tower'):
        lowest = min(block.lower for block in tower.find('block'))
        for block in tower.find('yellow block'):
            if block.lower == lowest:
                count += 1
    return bool_to_yesno(count == 1)
