def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        for black_object in box.find('black object'):
            for blue_object in box.find('blue object'):
                if black_object.lower >= blue_object.upper:
                    return 'yes'
    return 'no'
