def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    bases = [sorted(tower.find('block'), key=lambda b: b.lower)[0] for tower in towers]
    yellow_bases = [base for base in bases if base.simple_query('What color is this?') == 'yellow']
    return bool_to_yesno(len(yellow_bases) == 1)
