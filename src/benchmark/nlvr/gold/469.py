def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for box in image_patch.find('box'):
        colors = {item.simple_query('What color is this?') for item in box.find('item')}
        if colors == {'blue', 'yellow'}:
            count += 1
    return bool_to_yesno(count == 1)
