def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        for yellow_item in box.find('yellow item'):
            if box.right - yellow_item.right <= 1:
                return 'no'
    return 'yes'
