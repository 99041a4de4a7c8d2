def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = [tower for tower in image_patch.find('tower') if len(tower.find('block')) == 2]
    for tower in towers:
        first, second = tower.find('block')
        top = first if first.lower > second.lower else second
        if top.verify_property('block', 'blue'):
            return 'yes'
    return 'no'
