def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        items = box.find('item')
        if len(items) == 3:
            top_item = max(items, key=lambda item: item.vertical_center)
            if top_item.exists('black item'):
                return 'yes'
    return 'no'
