def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    yellow_bases = 0
    for tower in image_patch.find('tower'):
        base = min(tower.find('block'), key=lambda block: block.lower)
        color = base.best_text_match(['yellow', 'black', 'blue'])
        if color == 'yellow':
            yellow_bases += 1
    return bool_to_yesno(yellow_bases >= 2)
