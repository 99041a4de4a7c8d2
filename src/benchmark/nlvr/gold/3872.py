def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    top_colors = [max(t.find('block'), key=lambda b: b.upper).simple_query('What color is this?') for t in towers]
    return bool_to_yesno(len([color for color in top_colors if color == 'yellow']) == 2)
