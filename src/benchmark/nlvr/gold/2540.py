def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    colors = set()
    for box in image_patch.find('box'):
        for item in box.find('item'):
            if item.lower - box.lower <= 1:
                colors.add(item.simple_query('What color is this?'))
    return bool_to_yesno(len(colors) == 3)
