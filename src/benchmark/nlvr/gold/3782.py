def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.lower)
        pairs = zip(blocks[:-1], blocks[1:])
        if any(low.verify_property('block', 'black') and high.verify_property('block', 'blue') for low, high in pairs):
            count += 1
    return bool_to_yesno(count == 1)
