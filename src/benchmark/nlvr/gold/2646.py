def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    floor_colors = []
    for box in image_patch.find('box'):
        for item in box.find('item'):
            if item.lower - box.lower <= 1:
                floor_colors.append(item.simple_query('What color is this?'))
    return bool_to_yesno(sorted(floor_colors) == ['black', 'yellow', 'yellow'])
