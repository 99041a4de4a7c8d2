def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    tall_towers = [tower for tower in image_patch.find('tower') if len(tower.find('block')) == 4]
    yellow_tops = 0
    for tower in tall_towers:
        top = sorted(tower.find('block'), key=lambda block: block.vertical_center)[-1]
        if top.verify_property('block', 'yellow'):
            yellow_tops += 1
    return bool_to_yesno(len(tall_towers) == 2 and yellow_tops == 2)
