def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        items = box.find('item')
        for square in box.find('blue square'):
            others = [item for item in items if item.vertical_center < square.vertical_center]
            above = [item for item in items if item.vertical_center > square.vertical_center]
            if len(others) > 0 and len(above) == 0:
                return 'yes'
    return 'no'
