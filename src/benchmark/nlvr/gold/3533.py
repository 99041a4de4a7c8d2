def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    result = False
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda b: b.vertical_center)
        for i in range(len(blocks) - 1):
            below_is_blue = blocks[i].verify_property('block', 'blue')
            above_is_yellow = blocks[i + 1].verify_property('block', 'yellow')
            if below_is_blue and above_is_yellow:
                result = True
    return bool_to_yesno(result)
