def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    box_patches = image_patch.find('box')
    for box_patch in box_patches:
        total = len(box_patch.find('item'))
        for color in ['yellow', 'black', 'blue']:
            if total > 0 and len(box_patch.find(f'{color} item')) == total:
                return bool_to_yesno(True)
    return bool_to_yesno(False)
