def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    bottom_items = []
    for box in image_patch.find('box'):
        bottom_items.extend(item for item in box.find('item') if item.lower - box.lower <= 1)
    colors = [item.simple_query('What color is this?') for item in bottom_items]
    return bool_to_yesno(len(set(colors)) == 1)
