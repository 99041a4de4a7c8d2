def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    three_block_towers = filter(lambda tower: len(tower.find('block')) == 3, image_patch.find('tower'))
    bases = map(lambda tower: min(tower.find('block'), key=lambda block: block.lower), three_block_towers)
    return bool_to_yesno(any(base.verify_property('block', 'black') for base in bases))
