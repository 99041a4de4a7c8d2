def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        num_yellow_squares = len(box.find('yellow square'))
        num_black_items = len(box.find('black item'))
        if num_yellow_squares >= 1 and num_black_items >= 2:
            return 'yes'
    return 'no'
