def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        items = sorted(box.find('item'), key=lambda item: item.lower)
        if len(items) < 3:
            continue
        colors = [item.simple_query('What color is this?') for item in items]
        below, middle, top = colors[-3], colors[-2], colors[-1]
        if middle == 'black' and below == top:
            return 'yes'
    return 'no'
