def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for box in image_patch.find('box'):
        for triangle in box.find('triangle'):
            if triangle.lower - box.lower <= 1:
                count += 1
    return bool_to_yesno(count >= 1)
