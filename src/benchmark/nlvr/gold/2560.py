def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        items = box.find('item')
        if len(items) == 2:
            colors = {item.simple_query('What color is this?') for item in items}
            if colors == {'yellow', 'black'}:
                return 'yes'
    return 'no'
