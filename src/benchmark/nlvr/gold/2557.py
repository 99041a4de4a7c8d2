def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        items = sorted(box.find('item'), key=lambda item: item.vertical_center)
        if len(items) == 4:
            middle = items[1:3]
            if all(item.verify_property('item', 'yellow') for item in middle):
                return 'yes'
    return 'no'
