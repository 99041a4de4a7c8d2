def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    tower_patches = image_patch.find('tower')
    count = 0
    for tower_patch in tower_patches:
        has_yellow = len(tower_patch.find('yellow block')) > 0
        has_blue = len(tower_patch.find('blue block')) > 0
        if has_yellow and has_blue:
            count += 1
    return bool_to_yesno(count == 1)
