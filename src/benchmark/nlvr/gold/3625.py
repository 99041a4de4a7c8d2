def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    single_block_towers = [tower for tower in image_patch.find('tower') if len(tower.find('block')) == 1]
    blue_ones = [tower for tower in single_block_towers if len(tower.find('blue block')) == 1]
    return bool_to_yesno(len(blue_ones) == 1)
