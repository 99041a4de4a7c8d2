def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        colors = set()
        for item in box.find('item'):
            colors.add(item.simple_query('What color is the item?'))
        if colors == {'black', 'blue'}:
            return 'yes'
    return 'no'
