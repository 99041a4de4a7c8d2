def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        for item in box.find('item'):
            if item.simple_query('What color is this?') == 'blue' and box.right - item.right <= 1:
                return 'yes'
    return 'no'
