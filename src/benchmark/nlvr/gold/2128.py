def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    tower_patches = image_patch.find('tower')
    num_with_black = 0
    for tower_patch in tower_patches:
        if tower_patch.exists('black block'):
            num_with_black += 1
    return bool_to_yesno(num_with_black == 2)
