def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        yellow_blocks = tower.find('yellow block')
        black_blocks = tower.find('black block')
        if any(y.vertical_center > b.vertical_center for y in yellow_blocks for b in black_blocks):
            return 'yes'
    return 'no'
