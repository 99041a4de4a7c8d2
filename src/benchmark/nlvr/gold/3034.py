def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    tower_patches = image_patch.find('tower')
    two_block_towers = [tower_patch for tower_patch in tower_patches if len(tower_patch.find('block')) == 2]
    return bool_to_yesno(len(two_block_towers) > 0)
