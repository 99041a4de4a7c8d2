def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for box in image_patch.find('box'):
        items = box.find('item')
        items = sorted(items, key=lambda item: -item.upper)
        if items[0].verify_property('item', 'black'):
            count += 1
    return bool_to_yesno(count == 2)
