def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        items = box.find('item')
        colors = {item.best_text_match(['yellow', 'black', 'blue']) for item in items}
        if len(items) == 3 and len(colors) == 3:
            return 'yes'
    return 'no'
