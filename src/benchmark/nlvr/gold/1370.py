def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        blue_items = 0
        yellow_circle = False
        for item in box.find('item'):
            color = item.simple_query('What color is this?')
            if color == 'blue':
                blue_items += 1
            elif color == 'yellow' and item.simple_query('What shape is this?') == 'circle':
                yellow_circle = True
        if yellow_circle and blue_items == 3:
            return 'yes'
    return 'no'
