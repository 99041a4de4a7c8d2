def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    touching = []
    for box in image_patch.find('box'):
        for square in box.find('square'):
            if square.lower <= box.lower + 1:
                touching.append(square)
    return bool_to_yesno(len(touching) == 0)
