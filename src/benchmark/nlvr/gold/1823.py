def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for box in image_patch.find('box'):
        count += sum(triangle.lower <= box.lower + 1 for triangle in box.find('black triangle'))
    return bool_to_yesno(count == 1)
