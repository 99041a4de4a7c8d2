def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        if len(blocks) == 3:
            blocks = sorted(blocks, key=lambda block: block.upper)
            if blocks[-1].best_text_match(['yellow', 'black', 'blue']) == 'yellow':
                return 'yes'
    return 'no'
