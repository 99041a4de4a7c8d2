def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        items = sorted(box.find('item'), key=lambda item: item.upper, reverse=True)
        colors = [item.simple_query('What color is the item?') for item in items]
        if len(set(colors)) == 3 and colors[0] == 'black':
            return 'yes'
    return 'no'
