def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    box_patches = image_patch.find('box')
    return bool_to_yesno(any(box.exists('blue circle') and box.exists('blue triangle') for box in box_patches))
