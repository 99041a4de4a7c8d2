def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        items = box.find('item')
        if len(items) != 4:
            continue
        touching = 0
        for item in items:
            if item.left - box.left <= 1 or box.right - item.right <= 1:
                touching += 1
            elif item.lower - box.lower <= 1 or box.upper - item.upper <= 1:
                touching += 1
        if touching == 3:
            return 'yes'
    return 'no'
