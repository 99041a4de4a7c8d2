def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    num_towers = 0
    for tower in image_patch.find('tower'):
        yellow_blocks = [b for b in tower.find('block') if b.best_text_match(['yellow', 'black', 'blue']) == 'yellow']
        if len(yellow_blocks) == 1:
            num_towers += 1
    return bool_to_yesno(num_towers == 2)
