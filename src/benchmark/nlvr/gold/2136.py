def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    return bool_to_yesno(sum(len(t.find('yellow block')) == 2 for t in image_patch.find('tower')) == 1)
