def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.lower)
        if len(blocks) == 4:
            is_blue = [block.verify_property('block', 'blue') for block in blocks]
            for i in range(3):
                if is_blue[i] and is_blue[i + 1]:
                    return 'yes'
    return 'no'
