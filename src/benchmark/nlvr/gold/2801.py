def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    heights = [len(tower.find('block')) for tower in image_patch.find('tower')]
    return bool_to_yesno(3 in heights and 4 in heights)
