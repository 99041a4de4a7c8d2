def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for box in image_patch.find('box'):
        has_black = box.exists('black item')
        has_yellow = box.exists('yellow item')
        has_blue = box.exists('blue item')
        if has_black and has_yellow and not has_blue:
            count += 1
    return bool_to_yesno(count == 2)
