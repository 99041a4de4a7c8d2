def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    bases = [min(tower.find('block'), key=lambda block: block.lower) for tower in image_patch.find('tower')]
    black_bases = [base for base in bases if base.verify_property('block', 'black')]
    return bool_to_yesno(len(black_bases) >= 1)
