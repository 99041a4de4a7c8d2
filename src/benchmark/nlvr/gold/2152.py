def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for tower in image_patch.find('tower'):
        for block in tower.find('black block'):
            if block.lower - tower.lower <= 1:
                count += 1
    return bool_to_yesno(count == 1)
