def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    tops = [sorted(tower.find('block'), key=lambda block: block.lower)[-1] for tower in towers]
    return bool_to_yesno(sum(1 for top in tops if top.verify_property('block', 'yellow')) >= 2)
